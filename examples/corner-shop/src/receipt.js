import { exec } from 'node:child_process';

export function printReceipt(number) {
  const file = fileOf(number);
  exec(`lp ${file}`);
}

function fileOf(number) {
  return 'receipts/' + number + '.pdf';
}
