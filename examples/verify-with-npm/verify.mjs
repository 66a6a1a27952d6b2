// node verify.mjs REGISTER FILE-OR-CORPORATE-NUMBER   verifies a certificate with npm @sd-jwt/sd-jwt-vc alone
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFile } from "node:fs/promises";
import { SDJwtVcInstance } from "@sd-jwt/sd-jwt-vc";

const [register, named] = process.argv.slice(2);
const get = async (path) => (await fetch(register + path)).json();
const decoded = (text) => Buffer.from(text, "base64url").toString();
const hasher = (data) => createHash("sha256").update(Buffer.from(data)).digest();
const must = (holds, what) => { if (!holds) throw new Error(what); };

async function certificate() {
  if (!/^[0-9]{13}$/.test(named)) return JSON.parse(await readFile(named, "utf8"));
  const { registrations } = await get(`/api/v1/registrations?corporate_number=${named}`);
  return get(`/register/${registrations[0].number}/certificate.json`);
}

const fits = (jwk, data, signature) =>
  verify(jwk.crv === "P-256" ? "sha256" : null, Buffer.from(data),
    { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
const { keys } = await get("/credentials/jwks.json");
const signedFor = (purpose, typ) => async (data, signature) => {
  const header = JSON.parse(decoded(data.split(".")[0]));
  const jwk = keys.find((each) => each.kid === header.kid && each.purpose === purpose);
  return jwk !== undefined && header.alg === jwk.alg && header.typ === typ && fits(jwk, data, signature);
};

async function states(address) {
  const list = await (await fetch(address)).text();
  must(JSON.parse(decoded(list.split(".")[1])).sub === address, "the list of another address");
  return list;
}

const { sd_jwt: text, binding } = await certificate();
const library = new SDJwtVcInstance({
  hasher,
  verifier: signedFor("CERTIFICATES", "dc+sd-jwt"),
  statusListFetcher: states,
  statusVerifier: signedFor("STATUS", "statuslist+jwt"),
  kbVerifier: async (data, signature, payload) => fits(payload.cnf.jwk, data, signature),
});
const options = { requiredClaimKeys: ["exp", "status"], keyBindingNonce: binding?.nonce };
const { payload, kb } = await library.verify(text, options);

// What the library leaves to its caller (docs/peers.md).
const [token, ...disclosures] = text.slice(0, text.lastIndexOf("~")).split("~");
const signed = [token.split(".")[1], ...disclosures].map(decoded).join();
must(disclosures.every((each) => signed.includes(hasher(each).toString("base64url"))), "a disclosure nobody signed");
must(new Set(disclosures).size === disclosures.length, "a disclosure twice");
must(payload.iss === register && payload.vct === `${register}/credentials/types/certificate/1`, "of another issuer or kind");
must(kb?.payload.aud === binding?.audience, "for another audience");
console.log(`★${payload.level} ${payload.name_ja} (${payload.registration_number}), until ${payload.last_valid_on}`);
console.log(JSON.stringify({ categories: payload.categories, feedback: payload.feedback }, null, 1));
