// Photos are shrunk on the phone: a basement's network carries 300 kB, not 5 MB.
const SIDES = [1600, 1280, 1024, 800];
const QUALITIES = [0.82, 0.7, 0.55];

export async function shrink(file, limit) {
  const picture = await decode(file);
  if (!picture) return { name: file.name, type: file.type, bytes: await file.arrayBuffer() }; // the server may know it
  let smallest = null;
  for (const side of SIDES) {
    const canvas = draw(picture, side);
    for (const quality of QUALITIES) {
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
      if (blob && (!smallest || blob.size < smallest.size)) smallest = blob;
      if (blob && blob.size <= limit) return pack(file, blob, picture);
    }
  }
  return pack(file, smallest, picture);
}

async function pack(file, blob, picture) {
  picture.close?.();
  const stem = file.name.replace(/\.[^.]*$/, "") || "照片";
  return { name: `${stem}.jpg`, type: "image/jpeg", bytes: await blob.arrayBuffer() };
}

async function decode(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return null;
  }
}

function draw(picture, side) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

// A canvas and not an image: the content policy lets no page show a blob.
export async function thumbnail(photo, label) {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", label);
  const picture = await decode(new Blob([photo.bytes], { type: photo.type }));
  if (picture) {
    const side = Math.min(picture.width, picture.height);
    canvas.width = canvas.height = 192;
    canvas.getContext("2d").drawImage(
      picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, 192, 192,
    );
    picture.close?.();
  }
  return canvas;
}
