import { createBrowserRouter } from 'react-router';
import { Frame } from './frame/frame.tsx';
import { Problem } from './ui/loaded.tsx';

/** Each page's code is loaded when somebody goes there. */
export const router = createBrowserRouter([
  { path: '/sign-in', lazy: async () => ({ Component: (await import('./pages/sign-in/sign-in.tsx')).SignIn }) },
  {
    path: '/sign-in/link',
    lazy: async () => ({ Component: (await import('./pages/sign-in/sign-in.tsx')).SignInByLink }),
  },
  {
    element: <Frame />,
    errorElement: <Problem error={null} />,
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./pages/front/front.tsx')).Front }) },
      {
        path: 'practices/:id',
        lazy: async () => ({ Component: (await import('./pages/practice/practice.tsx')).PracticePage }),
      },
      {
        path: 'applications/:name',
        lazy: async () => ({ Component: (await import('./pages/applications/application.tsx')).ApplicationPage }),
      },
      { path: 'findings', lazy: async () => ({ Component: (await import('./pages/findings/findings.tsx')).Findings }) },
      {
        path: 'findings/:id',
        lazy: async () => ({ Component: (await import('./pages/findings/finding.tsx')).FindingPage }),
      },
      {
        path: 'components',
        lazy: async () => ({ Component: (await import('./pages/components/components.tsx')).Components }),
      },
      { path: 'runs', lazy: async () => ({ Component: (await import('./pages/runs/runs.tsx')).Runs }) },
      { path: 'runs/:id', lazy: async () => ({ Component: (await import('./pages/runs/run.tsx')).RunPage }) },
      {
        path: 'decisions',
        lazy: async () => ({ Component: (await import('./pages/decisions/decisions.tsx')).Decisions }),
      },
      {
        path: 'decisions/:id',
        lazy: async () => ({ Component: (await import('./pages/decisions/decision.tsx')).DecisionPage }),
      },
      {
        path: 'exceptions',
        lazy: async () => ({ Component: (await import('./pages/exceptions/exceptions.tsx')).Exceptions }),
      },
      { path: 'settings', lazy: async () => ({ Component: (await import('./pages/settings/settings.tsx')).Settings }) },
      { path: '*', lazy: async () => ({ Component: (await import('./pages/nowhere/nowhere.tsx')).Nowhere }) },
    ],
  },
]);
