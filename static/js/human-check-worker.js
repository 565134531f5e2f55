// Finds the number whose SHA-256 with the salt is the challenge.
"use strict";

const BATCH = 256;

self.addEventListener("message", async (event) => {
  const { algorithm, challenge, salt, signature, maxNumber: limit } = event.data;
  const encoder = new TextEncoder();
  for (let start = 0; start <= limit; start += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, limit - start + 1) }, (_, index) => start + index);
    const digests = await Promise.all(numbers.map((number) => crypto.subtle.digest(algorithm, encoder.encode(salt + number))));
    const found = digests.findIndex((digest) => hex(digest) === challenge);
    if (found >= 0) {
      self.postMessage({ algorithm, challenge, number: numbers[found], salt, signature });
      return;
    }
  }
  self.postMessage(null);
});

function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
