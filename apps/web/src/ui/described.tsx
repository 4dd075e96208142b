import { Fragment, type ReactNode } from 'react';
import { parseMarkdown, type Block, type Inline } from './markdown.ts';
import css from './ui.module.css';

/** Text of a tool or an advisory, as safe elements. */
export function Described({ text }: { text: string }) {
  return (
    <div className={`${css['stack']} ${css['wrap']}`}>
      {parseMarkdown(text).map((block, at) => (
        <Fragment key={at}>{toElement(block)}</Fragment>
      ))}
    </div>
  );
}

function toElement(block: Block): ReactNode {
  switch (block.type) {
    case 'code':
      return <pre className={css['code']}>{block.text}</pre>;
    case 'heading':
      return (
        <h3>
          <Inlines of={block.inlines} />
        </h3>
      );
    case 'paragraph':
      return (
        <p>
          <Inlines of={block.inlines} />
        </p>
      );
    case 'list': {
      const items = block.items.map((item, at) => (
        <li key={at}>
          <Inlines of={item} />
        </li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
  }
}

function Inlines({ of }: { of: Inline[] }) {
  return of.map((one, at) => <Fragment key={at}>{toInline(one)}</Fragment>);
}

function toInline(one: Inline): ReactNode {
  switch (one.type) {
    case 'text':
      return one.text;
    case 'code':
      return <code>{one.text}</code>;
    case 'strong':
      return <strong>{one.text}</strong>;
    case 'emphasis':
      return <em>{one.text}</em>;
    case 'link':
      return (
        <a href={one.href} rel="noreferrer">
          {one.text}
        </a>
      );
  }
}
