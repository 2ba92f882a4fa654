import type { Cell } from './files';

// What charts have in common: the marks of series, and files of what is on the screen.

export interface DataTable {
  columns: string[];
  rows: Cell[][];
}

// The lines of a CSV file: about it ahead (what was counted, of whom, as of when), then the
// table. All have as many fields.
export function linesAbout(about: string[], table: DataTable): Cell[][] {
  const lines = [...about.map((line) => [line]), ...(about.length > 0 ? [[]] : []), table.columns, ...table.rows];
  return lines.map((line) => [...line, ...Array<string>(table.columns.length - line.length).fill('')]);
}

const SHOWN = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-family', 'font-size', 'font-weight', 'opacity', 'text-anchor', 'dominant-baseline'];

// The picture with what the style sheet says written into it.
function copyOf(picture: SVGSVGElement, width: number, height: number): SVGSVGElement {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const marks = [...copy.querySelectorAll('*')];
  for (const [index, mark] of [...picture.querySelectorAll('*')].entries()) {
    const style = getComputedStyle(mark);
    for (const name of SHOWN) marks[index]!.setAttribute(name, style.getPropertyValue(name));
    marks[index]!.removeAttribute('class');
  }
  copy.removeAttribute('class');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  return copy;
}

const make = <Name extends keyof SVGElementTagNameMap>(name: Name, attributes: Record<string, string | number>): SVGElementTagNameMap[Name] => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
};

// Words on lines that are about as long as there is room for.
function wrapped(text: string, most: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    if (lines.at(-1) && `${lines.at(-1)} ${word}`.length > most) lines.push('');
    lines[lines.length - 1] = `${lines.at(-1)} ${word}`.trim();
  }
  return lines;
}

const EDGE = 16; // px around the picture in a file
const WIDEST_SIGN = 0.56; // of the size of the letters, on average

// What is said of a picture in its file: above it what it is, below it what was counted.
export interface Captions {
  above: string[];
  below: string[];
}

// The picture as a file of its own, on the ground of the page.
export function fileOf(picture: SVGSVGElement, { above, below }: Captions): SVGSVGElement {
  const box = picture.getBoundingClientRect();
  const style = getComputedStyle(picture);
  const width = Math.max(box.width, 360) + 2 * EDGE;
  const file = make('svg', { xmlns: 'http://www.w3.org/2000/svg', 'font-family': style.fontFamily });
  let y = EDGE;
  const write = (text: string, size: number, weight: number): void => {
    for (const line of wrapped(text, (width - 2 * EDGE) / (size * WIDEST_SIGN))) {
      y += size * 1.35;
      const written = make('text', { x: EDGE, y, 'font-size': size, 'font-weight': weight, fill: style.color });
      written.textContent = line;
      file.append(written);
    }
  };
  above.forEach((text, index) => write(text, index === 0 ? 18 : 14, index === 0 ? 700 : 400));
  const copy = copyOf(picture, box.width, box.height);
  copy.setAttribute('x', String(EDGE));
  copy.setAttribute('y', String((y += EDGE)));
  file.append(copy);
  y += box.height;
  for (const text of below) write(text, 12, 400);
  const height = y + EDGE;
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) file.setAttribute(name, String(value));
  file.prepend(make('rect', { width, height, fill: getComputedStyle(picture.closest('figure')!).backgroundColor }));
  return file;
}

export const svgOf = (picture: SVGSVGElement, captions: Captions): string => new XMLSerializer().serializeToString(fileOf(picture, captions));

// Drawn at twice the size.
export async function pngOf(picture: SVGSVGElement, captions: Captions): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgOf(picture, captions))}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: image.width * 2, height: image.height * 2 });
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png');
  });
}
