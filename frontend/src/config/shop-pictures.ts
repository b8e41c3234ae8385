import { categoryPicture } from "./category-pictures";

const demoPath = (name: string) => `/images/demo/${name}.svg`;

// The best of each of the market's own aisles; every other category is shown by its drawing.
const tiles: Readonly<Record<string, string>> = {
  "Audio & Music": "walnut-oud",
  Garden: "lemon-tree",
  Kitchen: "enamel-casserole",
  "Leather Goods": "market-satchel",
  Lighting: "pierced-lantern",
  Outdoor: "brass-compass",
  "Spices & Pantry": "ras-el-hanout",
  Stationery: "wax-seal-set",
  Tableware: "celadon-serving-bowl",
  "Tea & Coffee": "copper-cezve",
  Textiles: "indigo-cushion",
  "Toys & Games": "chess-set",
};

/** The picture that stands for a whole category, on its tile. */
export function categoryTile(category: string): string {
  const best = tiles[category];
  return best ? demoPath(best) : categoryPicture(category);
}

/** What stands in the three arches of the home page's gate, left to right. */
export const gatePictures = ["lemon-tree", "mosaic-lamp", "cast-iron-teapot"].map(demoPath);
