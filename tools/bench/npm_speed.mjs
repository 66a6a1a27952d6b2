// How often a second npm's @sd-jwt does what Hoshimori does: issue a certificate, verify it in part and as a whole.
// node npm_speed.mjs FOLDER: FOLDER holds node_modules; what the certificate says comes in JSON on standard input.
import { createHash, generateKeyPairSync, randomBytes, sign, verify } from "node:crypto";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const installed = createRequire(pathToFileURL(`${process.argv[2]}/package.json`));
const { SDJwtVcInstance } = await import(pathToFileURL(installed.resolve("@sd-jwt/sd-jwt-vc")));
const SECONDS = 0.7;

let text = "";
for await (const chunk of process.stdin) text += chunk;
const asked = JSON.parse(text);

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const library = new SDJwtVcInstance({
  hasher: (data, alg) => createHash(alg.replace("-", "")).update(typeof data === "string" ? data : Buffer.from(data)).digest(),
  hashAlg: "sha-256",
  signAlg: "ES256",
  saltGenerator: async (length) => randomBytes(length).toString("base64url"),
  signer: async (data) => sign("sha256", Buffer.from(data), { key: privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url"),
  verifier: async (data, signature) =>
    verify("sha256", Buffer.from(data), { key: publicKey, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url")),
});

function hidden(categories) {
  const frame = { _sd: Object.keys(categories) };
  for (const [category, { requirements }] of Object.entries(categories)) {
    frame[category] = { requirements: { _sd: Object.keys(requirements) } };
    for (const [requirement, { criteria }] of Object.entries(requirements)) {
      frame[category].requirements[requirement] = { criteria: { _sd: Object.keys(criteria) } };
    }
  }
  return frame;
}

async function often(act) {
  let best = 0;
  for (let round = 0; round < 3; round += 1) {
    await act();
    const began = performance.now();
    let done = 0;
    while (performance.now() - began < SECONDS * 1000) {
      await act();
      done += 1;
    }
    best = Math.max(best, (done * 1000) / (performance.now() - began));
  }
  return best;
}

const { status: _status, ...open } = asked.open;
const frame = { _sd: ["categories"], categories: hidden(asked.categories) };
const issue = () => library.issue({ ...open, categories: asked.categories }, frame);
const everything = await issue();
const chosen = {};
for (const path of asked.three) {
  let place = chosen;
  for (const name of path.slice(0, -1)) place = place[name] = typeof place[name] === "object" ? place[name] : {};
  place[path.at(-1)] = true;
}
const three = await library.present(everything, chosen);
const alone = await library.present(everything, {});
const measured = {
  issue: await often(issue),
  three: await often(() => library.verify(three)),
  alone: await often(() => library.verify(alone)),
  everything: await often(() => library.verify(everything)),
};
process.stdout.write(JSON.stringify({ ...measured, disclosed: three.split("~").length - 2 }));
