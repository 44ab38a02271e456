import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  Input,
  type MantineColorsTuple,
  Modal,
  PasswordInput,
  Tooltip,
} from "@mantine/core";

/** The one accent: the deep green-blue of the mark. */
const well: MantineColorsTuple = [
  "#eaf6f5",
  "#d3ebe9",
  "#a6d7d3",
  "#74c2bc",
  "#4aada6",
  "#259790",
  "#12807a",
  "#0b6b69",
  "#0b5861",
  "#094650",
];

const gray: MantineColorsTuple = [
  "#f7f8f9",
  "#eff1f3",
  "#e3e6ea",
  "#d0d5db",
  "#b3bac3",
  "#8a929d",
  "#66707c",
  "#4b5560",
  "#333b45",
  "#1c2229",
];

const dark: MantineColorsTuple = [
  "#dfe3e8",
  "#bcc3cb",
  "#98a1ab",
  "#6c7681",
  "#454e58",
  "#343c45",
  "#282f37",
  "#1b2026",
  "#15191e",
  "#0f1215",
];

/** Control height in px of the sizes pages use. */
const heights: Record<string, string> = { xs: "28px", sm: "32px", md: "36px" };

export const theme = createTheme({
  primaryColor: "well",
  primaryShade: { light: 7, dark: 6 },
  colors: { well, gray, dark },
  fontFamily: '"Inter Variable", "Noto Sans", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "DejaVu Sans Mono", "Noto Sans Mono", monospace',
  fontSizes: { xs: "12px", sm: "14px", md: "14px", lg: "16px", xl: "18px" },
  lineHeights: { xs: "1.35", sm: "1.4", md: "1.45", lg: "1.45", xl: "1.4" },
  spacing: { xs: "8px", sm: "12px", md: "16px", lg: "20px", xl: "28px" },
  defaultRadius: "sm",
  headings: {
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "20px", lineHeight: "1.3" },
      h2: { fontSize: "15px", lineHeight: "1.35" },
      h3: { fontSize: "14px", lineHeight: "1.4" },
    },
  },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Input: Input.extend({
      vars: (_theme, props) => {
        const height = heights[props.size ?? "sm"];
        return { wrapper: height ? { "--input-height": height } : {} };
      },
    }),
    InputWrapper: { defaultProps: { inputWrapperOrder: ["label", "input", "description", "error"] } },
    Button: Button.extend({
      vars: (_theme, props) => {
        const height = heights[props.size ?? "sm"];
        return { root: height && !props.size?.startsWith("compact") ? { "--button-height": height } : {} };
      },
    }),
    // A number out of range is refused by the door with a sentence; the field never makes another of it.
    NumberInput: { defaultProps: { clampBehavior: "none" } },
    PasswordInput: PasswordInput.extend({ defaultProps: { size: "sm" } }),
    Modal: Modal.extend({
      defaultProps: { transitionProps: { duration: 0 }, centered: true, closeButtonProps: { "aria-label": "Close" } },
      styles: { title: { fontWeight: 600, fontSize: 16 } },
    }),
    Drawer: {
      defaultProps: { closeButtonProps: { "aria-label": "Close" } },
      styles: { title: { fontWeight: 600, fontSize: 16 } },
    },
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, transitionProps: { duration: 0 } } }),
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
    // The placeholder is a focusable child a menu may not have.
    Menu: { defaultProps: { transitionProps: { duration: 0 }, withInitialFocusPlaceholder: false, shadow: "md" } },
    Combobox: { defaultProps: { transitionProps: { duration: 0 }, shadow: "md" } },
  },
});

/** Names for what pages draw with, so that no page writes a colour. AA on every ground they are used on, in both schemes. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-text": gray[9],
    "--mantine-color-dimmed": "#56606b",
    "--mantine-color-placeholder": "#66707c",
    "--mantine-color-error": "#b42318",
    "--mantine-color-anchor": well[7],
    "--mantine-color-default-border": "#a9b1bb",
    "--cw-ground": gray[0],
    "--cw-sheet": "#ffffff",
    "--cw-line": gray[2],
    "--cw-hover": gray[1],
    "--cw-chosen": well[0],
    "--cw-accent-text": well[8],
    "--cw-focus": well[6],
    "--cw-danger-text": "#b42318",
    "--cw-danger-ground": "#fdf0ee",
    "--cw-warn-text": "#8a4b00",
    "--cw-warn-ground": "#fff5e0",
    "--cw-good-text": "#1c6b3c",
    "--cw-good-ground": "#eaf6ee",
  },
  dark: {
    "--mantine-color-text": dark[0],
    "--mantine-color-dimmed": "#a4adb7",
    "--mantine-color-placeholder": "#929ba6",
    "--mantine-color-error": "#ff9a8d",
    "--mantine-color-anchor": well[3],
    "--mantine-color-default-border": "#59636e",
    "--cw-ground": dark[8],
    "--cw-sheet": dark[7],
    "--cw-line": dark[5],
    "--cw-hover": dark[6],
    "--cw-chosen": "#123634",
    "--cw-accent-text": well[2],
    "--cw-focus": well[3],
    "--cw-danger-text": "#ff9a8d",
    "--cw-danger-ground": "#3a1f1d",
    "--cw-warn-text": "#f2bf66",
    "--cw-warn-ground": "#352a14",
    "--cw-good-text": "#7fd19b",
    "--cw-good-ground": "#17301f",
  },
});
