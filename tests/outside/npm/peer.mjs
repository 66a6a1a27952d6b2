// npm @sd-jwt/sd-jwt-vc with @sd-jwt/jwt-status-list, asked as their documents show. A question in JSON comes in on
// standard input, an answer in JSON goes out.
import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify } from "node:crypto";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

// The libraries lie where the tests had them installed, not beside this file.
const installed = createRequire(pathToFileURL(`${process.argv[2]}/package.json`));
const { SDJwtVcInstance } = await import(pathToFileURL(installed.resolve("@sd-jwt/sd-jwt-vc")));

const hasher = (data, alg) => createHash(alg.replace("-", "")).update(typeof data === "string" ? data : Buffer.from(data)).digest();
const header = (data) => JSON.parse(Buffer.from(data.split(".")[0], "base64url"));

function signatureFits(jwk, data, signature) {
  const key = { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" };
  return verify(jwk.crv === "P-256" ? "sha256" : null, Buffer.from(data), key, Buffer.from(signature, "base64url"));
}

function byNameIn(keys) {
  return async (data, signature) => {
    const jwk = keys.keys.find((each) => each.kid === header(data).kid);
    return jwk !== undefined && signatureFits(jwk, data, signature);
  };
}

async function judged(one, verifier) {
  const library = new SDJwtVcInstance({
    hasher,
    hashAlg: "sha-256",
    verifier: byNameIn(verifier.jwks),
    statusVerifier: byNameIn(verifier.status_jwks),
    statusListFetcher: async () => one.status_list,
    kbVerifier: async (data, signature, payload) => signatureFits(payload.cnf.jwk, data, signature),
  });
  const now = Math.floor(Date.parse(verifier.at) / 1000);
  try {
    const keyBindingNonce = one.nonce ?? undefined;
    await library.verify(one.sd_jwt, { currentDate: now, skewSeconds: 60, keyBindingNonce, requiredClaimKeys: ["vct", "exp"] });
    return true;
  } catch {
    return false;
  }
}

function signer(jwk) {
  const key = { key: createPrivateKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" };
  return async (data) => sign("sha256", Buffer.from(data), key).toString("base64url");
}

async function issued(wanted) {
  const { kty, crv, x, y } = wanted.holder_key;
  const library = new SDJwtVcInstance({
    hasher,
    hashAlg: "sha-256",
    signAlg: "ES256",
    signer: signer(wanted.issuer_key),
    saltGenerator: async (length) => randomBytes(length).toString("base64url"),
    kbSigner: signer(wanted.holder_key),
    kbSignAlg: "ES256",
  });
  const claims = { ...wanted.claims, cnf: { jwk: { kty, crv, x, y } } };
  const whole = await library.issue(claims, { _sd: wanted.hide, _sd_decoy: 2 }, { header: { kid: wanted.issuer_key.kid } });
  const shown = { [wanted.show]: true };
  const payload = { iat: Math.floor(Date.parse(wanted.at) / 1000), aud: wanted.audience, nonce: wanted.nonce };
  const narrow = await library.present(whole, shown);
  return { whole, narrow, bound: await library.present(whole, shown, { kb: { payload } }) };
}

let text = "";
for await (const chunk of process.stdin) text += chunk;
const asked = JSON.parse(text);
let answer = {};
if (asked.issue) answer = await issued({ ...asked.issue, at: asked.at });
else for (const one of asked.cases) answer[one.name] = await judged(one, asked.verifier);
process.stdout.write(JSON.stringify(answer));
