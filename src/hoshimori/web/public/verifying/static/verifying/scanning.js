/*
 * Finds the text of a QR code in a picture or in what the camera shows. By the browser itself where it can, else by
 * jsQR in a worker; pictures never leave the browser.
 */

const LARGEST_SIDE = 1600;
const PAUSE = 150;

let finder = null;

/** The text of the QR code in a picture, or null where none is found. */
export async function inPicture(file, { finder: script, library }) {
  const picture = await createImageBitmap(file).catch(() => null);
  if (picture === null) return null;
  for (const side of [LARGEST_SIDE, LARGEST_SIDE / 2, LARGEST_SIDE / 4]) {
    const found = await inFrame(picture, picture.width, picture.height, side, { script, library });
    if (found) return found;
  }
  return null;
}

/** Shows what the camera sees until a code is found; returns its text, or null once `stopping` is aborted. */
export async function withCamera(video, stopping, { finder: script, library }) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
  const stop = () => stream.getTracks().forEach((track) => track.stop());
  try {
    video.srcObject = stream;
    await video.play();
    while (!stopping.aborted) {
      const found = await inFrame(video, video.videoWidth, video.videoHeight, LARGEST_SIDE, { script, library });
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    return null;
  } finally {
    stop();
    video.srcObject = null;
  }
}

async function inFrame(source, width, height, largest, { script, library }) {
  if (!width || !height) return null;
  const detected = await byBrowser(source);
  if (detected) return detected;
  const scale = Math.min(1, largest / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return byWorker(context.getImageData(0, 0, canvas.width, canvas.height), script, library);
}

async function byBrowser(source) {
  if (!("BarcodeDetector" in globalThis)) return null;
  try {
    const codes = await new BarcodeDetector({ formats: ["qr_code"] }).detect(source);
    return codes[0]?.rawValue || null;
  } catch {
    return null;
  }
}

/** Asks the worker, one picture after the other. */
function byWorker(image, script, library) {
  finder ??= new Worker(script);
  return new Promise((resolve, reject) => {
    finder.onmessage = (event) => resolve(event.data);
    finder.onerror = () => reject(new Error("the finder does not run"));
    finder.postMessage({ image, library: new URL(library, location.href).href }, [image.data.buffer]);
  });
}
