const uploaded = /^(\/images\/p\/[0-9a-f]{40})\.webp$/;
const thumbnails_px = [320, 640];
const whole_px = 1600;

interface Sources {
  src: string;
  srcSet?: string;
}

/** An uploaded picture is kept in several widths, of which the browser takes the one that fits; others are as they are. */
export function sourcesOf(path: string): Sources {
  const start = uploaded.exec(path)?.[1];
  if (start === undefined) return { src: path };
  const smaller = thumbnails_px.map((width) => `${start}-${width}.webp ${width}w`);
  return { src: path, srcSet: [...smaller, `${path} ${whole_px}w`].join(", ") };
}
