// What charts have in common: the marks of series, and files of what is on the screen.

export interface DataTable {
  columns: string[];
  rows: (string | number)[][];
}

// A cell that a spreadsheet would take for a formula is made a text.
const cell = (value: string | number): string => {
  const text = typeof value === 'number' ? String(value) : value.replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

// CSV (RFC 4180) with lines about it ahead: what was counted, of whom, as of when.
export function csvOf(about: string[], table: DataTable): string {
  const lines = [...about.map((line) => [line]), ...(about.length > 0 ? [[]] : []), table.columns, ...table.rows];
  return '\uFEFF' + lines.map((line) => line.map(cell).join(',')).join('\r\n') + '\r\n';
}

export function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const SHOWN = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-family', 'font-size', 'font-weight', 'opacity', 'text-anchor', 'dominant-baseline'];

// The picture as a file of its own: what the style sheet says is written into it.
export function svgOf(picture: SVGSVGElement): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const marks = [...copy.querySelectorAll('*')];
  for (const [index, mark] of [...picture.querySelectorAll('*')].entries()) {
    const style = getComputedStyle(mark);
    for (const name of SHOWN) marks[index]!.setAttribute(name, style.getPropertyValue(name));
    marks[index]!.removeAttribute('class');
  }
  const { width, height } = picture.getBoundingClientRect();
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  return new XMLSerializer().serializeToString(copy);
}

// Drawn at twice the size, on the ground of the page.
export async function pngOf(picture: SVGSVGElement): Promise<Blob> {
  const { width, height } = picture.getBoundingClientRect();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgOf(picture))}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: width * 2, height: height * 2 });
  const brush = canvas.getContext('2d')!;
  brush.fillStyle = getComputedStyle(document.body).backgroundColor;
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png');
  });
}
