/*
 * An @ in a comment opens a list of colleagues: arrows and Enter choose, Escape closes, a click works too.
 */
const ASKING = /[@＠]([^@＠\n]{0,20})$/;

const offer = (field, names, choose) => {
  const list = document.createElement("ul");
  list.className = "names";
  list.role = "listbox";
  list.id = `${field.id}-names`;
  names.forEach((name, index) => {
    const line = document.createElement("li");
    line.role = "option";
    line.id = `${list.id}-${index}`;
    line.textContent = name;
    line.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      choose(name);
    });
    list.append(line);
  });
  field.after(list);
  return list;
};

const bind = (field) => {
  const people = [...field.closest(".field").querySelectorAll(".name")].map((name) => name.textContent.slice(1));
  let list = null;
  let chosen = 0;

  const close = () => {
    list?.remove();
    list = null;
    field.removeAttribute("aria-activedescendant");
    field.removeAttribute("aria-controls");
  };

  const mark = (index) => {
    chosen = (index + list.children.length) % list.children.length;
    [...list.children].forEach((line, place) => line.setAttribute("aria-selected", String(place === chosen)));
    field.setAttribute("aria-activedescendant", list.children[chosen].id);
  };

  const choose = (name) => {
    const before = field.value.slice(0, field.selectionStart).replace(ASKING, `@${name} `);
    field.value = before + field.value.slice(field.selectionEnd);
    field.setSelectionRange(before.length, before.length);
    close();
  };

  const look = () => {
    close();
    const asked = field.value.slice(0, field.selectionStart).match(ASKING);
    const fitting = asked ? people.filter((name) => name.includes(asked[1].trim()) && name !== asked[1].trim()) : [];
    if (!fitting.length) return;
    list = offer(field, fitting, choose);
    field.setAttribute("aria-controls", list.id);
    mark(0);
  };

  field.setAttribute("aria-autocomplete", "list");
  field.addEventListener("input", look);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (!list || event.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) mark(chosen + steps[event.key]);
    else if (event.key === "Enter" || event.key === "Tab") choose(list.children[chosen].textContent);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
};

export const bindMentions = (root) => {
  for (const field of root.querySelectorAll("textarea[data-mentions]")) bind(field);
};
