/** A picture. Its own dark colours follow the page: an SVG takes the colour scheme of the element that shows it. */
export function Figure({
  src,
  alt = '',
  width,
  height,
}: {
  src?: string
  alt?: string
  width?: number
  height?: number
}) {
  return (
    <figure className="lab-figure">
      {/* A wide picture scrolls on a narrow screen rather than becoming too small to read; also by keyboard. */}
      <div tabIndex={0} role="group" aria-label="Picture">
        {/* It is drawn, not photographed: Next’s image service has nothing to make smaller. */}
        {/* eslint-disable-next-line @next/next/no-img-element */}
        <img
          src={src}
          alt={alt}
          width={width}
          height={height}
          style={{ '--picture-width': `${width}px` } as object}
          decoding="async"
        />
      </div>
    </figure>
  )
}
