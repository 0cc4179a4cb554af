// Completes what is typed into the search field with names and titles. Without it nothing is lost.
const field = document.getElementById("id_q");
const list = document.getElementById("suggested");
let asked = "";
let waiting;

async function suggest() {
  const query = field.value.trim();
  if (query === asked || query.length < 2) return;
  asked = query;
  const address = `${list.dataset.address}?q=${encodeURIComponent(query)}`;
  const response = await fetch(address).catch(() => null);
  if (!response?.ok || asked !== query) return;
  const [, texts, kinds] = await response.json();
  const options = texts.map((text, at) => {
    const option = document.createElement("option");
    option.value = text;
    // A browser shows only options in which it finds what was typed, be it in the label.
    const found = text.toLowerCase().includes(query.toLowerCase());
    option.label = `${found ? "" : `${query}: `}${text} (${kinds[at]})`;
    return option;
  });
  list.replaceChildren(...options);
}

if (field && list) {
  field.setAttribute("list", list.id);
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, 150);
  });
}
