// Bullets under each other: name, bullet with its target named under it, figure, state.
export default function ({ data: view, parentElement }) {
  root(parentElement, "bullets").replaceChildren(make("ol", {}, view.rows.map((row) => make("li", { "data-key": row.key },
    make("span", { class: "name" }, row.name),
    make("span", {}, bullet(row.bullet), make("span", { class: "note" }, row.bullet.label)),
    make("span", { class: "figure" }, row.value),
    make("span", { class: `state ${row.state}` }, shape(row.state), row.state_text)))));
}
