export type { Rule, RuleFacts, FlowRule, CallRule, PatternRule, MemoryRule } from './src/rules/rule.ts';
export type { Model } from './src/models/model.ts';
export { SyntaxTree } from './src/syntax/syntax-tree.ts';
export type { Module, IrFunction, Instruction } from './src/ir/ir.ts';
