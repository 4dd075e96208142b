/** Of this command and of the server it starts. */
export const version = '0.1.0';
