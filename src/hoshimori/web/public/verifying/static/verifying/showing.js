/* Puts a verdict into the same pieces and words as the server would: templates of the page, filled with text alone. */

import { day, moment } from "./days.js";

const pieces = new Map([...document.querySelectorAll("template[data-piece]")].map((each) => [each.dataset.piece, each.content]));
const words = new Map([...pieces.get("words").children].map((each) => [each.dataset.word, each.textContent]));
const language = document.documentElement.lang;
const BY_NUMBER = "corporate-number:";
const BEARER = "bearer";
const ALTERNATIVE = ["goal", "means", "why_equal"];

/** The result of a verdict, to be put into the page; `titles` are what numbers are called. */
export function shown(verdict, titles, where) {
  const result = piece("result");
  const facts = verdict.facts ?? {};
  result.dataset.outcome = verdict.outcome;
  fillHead(result, verdict, facts);
  const isBelieved = verdict.outcome !== "NOT_BELIEVED";
  keep(result, "todo", !isBelieved);
  keep(result, "proven", isBelieved);
  fillFacts(result.querySelector("[data-list=facts]"), isBelieved ? factsOf(facts, where) : []);
  const entry = facts.registration_number;
  result.querySelector("[data-slot=address]").href = entry ? `${where.register}${encodeURIComponent(entry)}/` : where.register;
  if (isBelieved) fillProven(result, verdict);
  fillShown(result, verdict.shown ?? {}, titles);
  fillCompany(result, verdict, titles);
  return result;
}

function fillHead(result, verdict, facts) {
  const head = result.querySelector("[data-head]");
  head.classList.add(word(`kind.${verdict.outcome}`));
  const drawing = pieces.get("drawings").querySelector(`[data-drawing=${word(`drawing.${verdict.outcome}`)}]`);
  head.querySelector("[data-shape]").append(drawing.firstElementChild.cloneNode(true));
  fill(result, "name", inBoth(facts, "name"));
  if (!facts.name_ja) head.querySelector("[data-slot=name]").remove();
  fill(result, "title", word(`title.${verdict.outcome}`, { level: facts.level }));
  fill(result, "state", word(`state.${verdict.outcome}`));
  fill(result, "as_of", verdict.stateAsOf ? word("label.as_of", { moment: moment(verdict.stateAsOf, language) }) : "");
  fill(result, "says", word(`says.${verdict.outcome}`));
  fill(result, "reason", verdict.reason ? word(`reason.${verdict.reason}`) : "");
  fill(result, "code", verdict.reason ?? "");
  if (!verdict.reason) result.querySelector("[data-slot=reason]").parentElement.remove();
}

function factsOf(facts, where) {
  const company = where.companies.replace("NUMBER", encodeURIComponent(facts.corporate_number));
  const period = { valid_from: day(facts.valid_from, language), last_valid_on: day(facts.last_valid_on, language) };
  return [
    ["corporate_number", facts.corporate_number, company],
    ["registration_number", facts.registration_number, `${where.register}${encodeURIComponent(facts.registration_number)}/`],
    ["period", word("label.from_until", period)],
    ["scope", inBoth(facts, "scope")],
    ["prefecture", words.get(`prefecture.${facts.prefecture}`) ?? ""],
    ["edition", facts.edition],
    ["evaluation_body", inBoth(facts, "evaluation_body")],
  ].map(([name, value, address]) => [word(`fact.${name}`), value, address]);
}

function fillProven(result, verdict) {
  for (const [group, codes] of [["proven", verdict.proven], ["not_proven", verdict.notProven]]) {
    result.querySelector(`[data-list=${group}]`).append(...codes.map((code) => line(said(group, code, verdict))));
  }
}

function said(group, code, verdict) {
  const made = code === "SHOWN_TO" ? verdict.signedAt : verdict.stateAsOf;
  const named = { moment: made ? moment(made, language) : "", audience: audienceOf(verdict), witnesses: verdict.witnesses };
  return word(`${group}.${code}`, named);
}

function fillShown(result, { categories, feedback }, titles) {
  if (keep(result, "shown", categories && Object.keys(categories).length)) {
    result.querySelector("[data-list=items]").append(...itemsOf(categories, titles));
  }
  if (keep(result, "feedback", feedback)) {
    const values = {
      advice: feedback.advice,
      manner: words.get(`manner.${feedback.manner}`),
      expert: word(feedback.is_in_house ? "expert.IN_HOUSE" : "expert.OUTSIDE"),
      confirmed_on: day(feedback.confirmed_on, language),
    };
    fillFacts(result.querySelector("[data-list=feedback]"), labelled(values));
  }
}

/** What lies at one depth, in the order of the catalogue: categories, requirements or criteria. */
function itemsOf(told, titles) {
  const numbers = Object.keys(told).sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
  return numbers.map((no) => itemOf(no, told[no], titles));
}

function itemOf(no, told, titles) {
  const item = piece("item");
  const isMet = told.result === "MET";
  fill(item, "no", no);
  fill(item, "item-title", titles[no] ?? "");
  item.querySelector(`[data-mark=${isMet ? "OTHER" : "MET"}]`).remove();
  fill(item, "result", words.get(`result.${told.result}`) ?? told.result);
  const alternative = Object.fromEntries(ALTERNATIVE.map((name) => [name, told.alternative?.[name]]));
  fillFacts(item.querySelector("[data-list=notes]"), labelled({ basis: told.basis, ...alternative }));
  const below = item.querySelector("[data-list=below]");
  below.append(...itemsOf(told.requirements ?? told.criteria ?? {}, titles));
  if (!below.children.length) below.remove();
  return item;
}

function fillCompany(result, verdict, titles) {
  if (!keep(result, "company", verdict.signedAt)) return;
  const { purpose, comment } = verdict;
  const values = { audience: audienceOf(verdict), purpose, comment, signed_at: moment(verdict.signedAt, language) };
  fillFacts(result.querySelector("[data-list=company]"), labelled(values));
  if (keep(result, "own_words", verdict.ownWords.length)) {
    result.querySelector("[data-list=own_words]").append(...verdict.ownWords.map((told) => ownWords(told, titles)));
  }
}

function ownWords(told, titles) {
  const item = piece("own_words");
  fill(item, "no", told.about);
  fill(item, "item-title", titles[told.about] ?? "");
  const { nonconformity, correction } = told;
  const values = { nonconformity, correction, corrected_on: day(told.corrected_on, language) };
  fillFacts(item.querySelector("[data-list=notes]"), labelled(values));
  return item;
}

function audienceOf({ audience }) {
  if (audience === BEARER) return word("audience.BEARER");
  if (!audience.startsWith(BY_NUMBER)) return audience;
  return word("audience.COMPANY", { number: audience.slice(BY_NUMBER.length) });
}

function labelled(values) {
  return Object.entries(values).map(([name, value]) => [word(`label.${name}`), value]);
}

/** Fills a list of names and values, those without a value left out; an empty list goes away. */
function fillFacts(list, facts) {
  for (const [label, value, address] of facts.filter(([, each]) => each)) {
    const [name, described] = pieces.get("fact").cloneNode(true).children;
    name.textContent = label;
    if (address) described.append(Object.assign(document.createElement("a"), { href: address, textContent: value }));
    else fillLines(described, String(value));
    list.append(name, described);
  }
  if (!list.children.length) list.remove();
}

function fillLines(element, text) {
  text.split("\n").forEach((each, place) => element.append(...(place ? [document.createElement("br")] : []), each));
}

/** Keeps a part of the result only where there is something to show in it. */
function keep(result, part, isWanted) {
  if (!isWanted) result.querySelector(`[data-part=${part}]`)?.remove();
  return Boolean(isWanted);
}

function piece(name) {
  return pieces.get(name).firstElementChild.cloneNode(true);
}

function fill(within, slot, text) {
  for (const each of within.querySelectorAll(`[data-slot=${slot}]`)) each.textContent = text;
}

function line(text) {
  return Object.assign(document.createElement("li"), { textContent: text });
}

function word(name, values = {}) {
  return Object.entries(values).reduce((text, [each, value]) => text.replaceAll(`%(${each})s`, value ?? ""), words.get(name) ?? "");
}

function inBoth(facts, name) {
  return (language === "en" && facts[`${name}_en`]) || facts[`${name}_ja`] || "";
}
