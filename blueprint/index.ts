export * from './policies/index.ts';
export { practices } from './practices/index.ts';
