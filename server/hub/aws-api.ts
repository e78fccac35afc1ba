import type { IncomingMessage, ServerResponse } from 'node:http'
import { AwsError } from './aws-error.ts'
import { claimedSignature, isSignedBy } from './aws-signature.ts'
import type { AccountRecord } from './control-protocol.ts'
import { ECR_OPERATIONS } from './ecr-operations.ts'
import type { HubServices } from './hub-services.ts'
import { MAX_FORM_BYTES } from './limits.ts'
import { readBody } from './read-body.ts'

const API_HOST = /^(?:api\.ecr|sts)(?:\.([a-z0-9-]+))?\.amazonaws\.com$/
const TARGET = 'AmazonEC2ContainerRegistry_V20150921.'

export function isAwsApi(hostname: string): boolean {
  return API_HOST.test(hostname)
}

/** What `aws ecr` and `aws sts get-caller-identity` call: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/ */
export async function answerAws(
  services: HubServices,
  hostname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, MAX_FORM_BYTES)
  try {
    const { account, region } = whoSigned(services, request, body)
    if (hostname.startsWith('sts.')) return sendXml(response, 200, callerIdentity(account, body))
    const target = String(request.headers['x-amz-target'] ?? '')
    const operation = target.startsWith(TARGET) ? ECR_OPERATIONS[target.slice(TARGET.length)] : undefined
    if (!operation) {
      throw new AwsError(
        'UnknownOperationException',
        `This lab has no ${target.slice(TARGET.length) || 'such'} call.`,
      )
    }
    sendAmazonJson(response, 200, await operation(services, { account, region }, parseJson(body)))
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    if (hostname.startsWith('sts.')) return sendXml(response, 403, errorXml(error))
    sendAmazonJson(response, 400, { __type: error.code, message: error.message })
  }
}

function whoSigned(
  { accounts }: Pick<HubServices, 'accounts'>,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): { account: AccountRecord; region: string } {
  const claimed = claimedSignature(headers.authorization)
  if (!claimed) throw new AwsError('MissingAuthenticationTokenException', 'The request is not signed.')
  const account = accounts.byAccessKeyId(claimed.accessKeyId)
  if (!account) {
    throw new AwsError(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    )
  }
  const signed = { method: method ?? '', url: url ?? '', headers, body }
  if (!isSignedBy(account.awsSecretAccessKey, claimed, signed, Date.now())) {
    throw new AwsError(
      'InvalidSignatureException',
      'The signature does not match: check AWS_SECRET_ACCESS_KEY, and the clock.',
    )
  }
  return { account, region: claimed.region }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8') || '{}')
  } catch {
    throw new AwsError('SerializationException', 'The request is not JSON.')
  }
}

function callerIdentity({ awsAccountId, username }: AccountRecord, body: Buffer): string {
  const action = new URLSearchParams(body.toString('utf8')).get('Action')
  if (action !== 'GetCallerIdentity')
    throw new AwsError('InvalidAction', 'This lab has GetCallerIdentity only.')
  const arn = `arn:aws:iam::${awsAccountId}:user/${username}`
  return (
    '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
    `<Arn>${arn}</Arn><UserId>${username}</UserId><Account>${awsAccountId}</Account>` +
    '</GetCallerIdentityResult></GetCallerIdentityResponse>'
  )
}

/** Codes and messages are ours: nothing in them needs to be escaped. */
function errorXml({ code, message }: AwsError): string {
  return `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`
}

function sendAmazonJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(value))
}

function sendXml(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/xml' }).end(text)
}
