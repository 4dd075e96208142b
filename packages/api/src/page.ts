import { z } from 'zod';

/** A page of a list. `next` is handed back as `cursor` to get the following one; null at the end. */
export function Page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** Query of every list: how many, and where the last page ended. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(2000).optional(),
};

/** One or many values of a query parameter: `?severity=high&severity=critical`. */
export function many<Value extends z.ZodType>(value: Value) {
  return z
    .union([z.array(value), value.transform((one) => [one])])
    .optional()
    .meta({ description: 'May be given several times.' });
}
