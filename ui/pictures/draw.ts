/** JPEG has no holes: what shines through is white. */
const TYPES = ["image/webp", "image/jpeg"];
const QUALITIES = [0.86, 0.7, 0.5];

/** Draws a picture so that no side is longer than `side`, in a file of up to `bytes`; null where no way does it. */
export async function drawWithin(picture: ImageBitmap, side: number, bytes: number): Promise<Blob | null> {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  for (const type of TYPES) {
    draw(picture, canvas, type === "image/jpeg");
    for (const quality of QUALITIES) {
      const file = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, quality));
      // A browser that can't write a type writes PNG in its place.
      if (file?.type !== type) break;
      if (file.size <= bytes) return file;
    }
  }
  return null;
}

function draw(picture: ImageBitmap, canvas: HTMLCanvasElement, isOpaque: boolean): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  context.imageSmoothingQuality = "high";
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (isOpaque) {
    context.fillStyle = "white";
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
}
