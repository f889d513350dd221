// How the map is coloured: values and classes come as "hideout", the geometry was fetched once.
window.dashExtensions = {
  bench: {
    style(feature, context) {
      const { values, classes, colours, ours } = context.hideout || { values: {}, classes: [], colours: [] };
      const code = feature.properties.region_code, value = values[code];
      const place = classes.findIndex((top) => value <= top);
      const fillColor = value === undefined ? "#ddd" : colours[place < 0 ? classes.length - 1 : place];
      return { fillColor, fillOpacity: 0.9, color: code === ours ? "#15212B" : "#fff", weight: code === ours ? 3 : 1 };
    },
    name(feature, layer, context) {
      layer.bindTooltip(() => {
        const value = context.hideout && context.hideout.values[feature.properties.region_code];
        const node = document.createElement("span");
        node.textContent = `${feature.properties.name}: ${value === undefined ? "belum tersedia" : value}`;
        return node;
      });
    },
  },
};
