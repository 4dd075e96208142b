// Prints a receipt again: /receipt?number=4711
import { createServer } from 'node:http';
import { printReceipt } from './receipt.js';

createServer((request, response) => {
  const { searchParams } = new URL(request.url, 'https://shop.example');
  const number = searchParams.get('number');
  printReceipt(number);
  response.end('It comes out of the printer.');
}).listen(8080, '127.0.0.1');
