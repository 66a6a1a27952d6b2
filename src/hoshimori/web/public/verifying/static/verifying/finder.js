/* A worker that finds the text of a QR code in a picture; the library is loaded when the first picture comes. */
"use strict";

addEventListener("message", (event) => {
  const { image, library } = event.data;
  if (!self.jsQR) importScripts(library);
  const found = self.jsQR(image.data, image.width, image.height, { inversionAttempts: "attemptBoth" });
  postMessage(found?.data || null);
});
