/** The languages whose data flow is followed; TypeScript, TSX and JSX are lowered like JavaScript. */
export const flowLanguages = ['javascript', 'typescript', 'python', 'java', 'go', 'c', 'cpp'] as const;
export type FlowLanguage = (typeof flowLanguages)[number];

/** Languages in which patterns are matched, and no more. */
export const patternLanguages = ['csharp', 'php', 'ruby', 'rust', 'kotlin', 'bash'] as const;
export type LanguageId = FlowLanguage | (typeof patternLanguages)[number];
