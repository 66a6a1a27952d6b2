/*
 * Small values kept on this device. A browser may refuse to store anything; then the page itself has to remember.
 */
const memory = new Map();

export const store = (key, value) => {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    memory.set(key, value);
  }
};

export const forget = (key) => {
  memory.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was stored.
  }
};

export const recall = (key) => {
  try {
    const text = localStorage.getItem(key);
    return text === null ? memory.get(key) : JSON.parse(text);
  } catch {
    return memory.get(key);
  }
};

/** The keys that begin with `prefix`, without it. */
export const keysUnder = (prefix) => {
  const found = new Set([...memory.keys()]);
  try {
    for (const key of Object.keys(localStorage)) found.add(key);
  } catch {
    // Only the page remembers.
  }
  return [...found].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
};
