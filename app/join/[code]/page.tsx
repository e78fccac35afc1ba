import JoinPage, { metadata } from '../page.tsx'

export { metadata }

/** The link, and what the QR code holds. The browser reads the code from the address. */
export default JoinPage
