// Suggests names and titles while a reader types into the search field. The site works without it.
const field = document.getElementById("id_q");
const list = document.getElementById("suggested");
let lastQuery = "";
let timer;

async function suggest() {
  const query = field.value.trim();
  if (query === lastQuery || query.length < 2) return;
  lastQuery = query;
  const address = `${list.dataset.address}?q=${encodeURIComponent(query)}`;
  const response = await fetch(address).catch(() => null);
  if (!response?.ok || lastQuery !== query) return;
  const [, texts, kinds] = await response.json();
  const options = texts.map((text, index) => {
    const option = document.createElement("option");
    option.value = text;
    // Browsers show only options that contain what was typed, in the text or in the label.
    const prefix = text.toLowerCase().includes(query.toLowerCase()) ? "" : `${query}: `;
    option.label = `${prefix}${text} (${kinds[index]})`;
    return option;
  });
  list.replaceChildren(...options);
}

if (field && list) {
  field.setAttribute("list", list.id);
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, 150);
  });
}
