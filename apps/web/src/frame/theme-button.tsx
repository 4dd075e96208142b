import { useState } from 'react';
import { applyTheme, currentTheme } from '../design/theme.ts';
import { Button } from '../ui/field.tsx';

const moon = 'M13.500 9.800A6 6 0 0 1 6.200 2.500a6 6 0 1 0 7.300 7.300Z';
const sun =
  'M8 4.800a3.200 3.200 0 1 1 0 6.400 3.200 3.200 0 0 1 0-6.400ZM8 .800v1.600M8 13.600v1.600M.800 8h1.600M13.600 8h1.600M2.900 2.900 4 4M12 12l1.100 1.100M13.100 2.900 12 4M4 12l-1.100 1.100';

export function ThemeButton() {
  const [theme, setTheme] = useState(currentTheme);
  const other = theme === 'light' ? 'dark' : 'light';
  return (
    <Button
      aria-label={other === 'dark' ? 'Dark theme' : 'Light theme'}
      onClick={() => {
        applyTheme(other, true);
        setTheme(other);
      }}
    >
      <svg
        width="16"
        height="16"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d={other === 'dark' ? moon : sun} />
      </svg>
    </Button>
  );
}
