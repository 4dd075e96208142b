/** Replaced by the bundle's build; the checkout says its own. */
export const version = process.env['STOA_VERSION'] ?? '0.1.0';
