/** The door: whoever is signed in comes in, everybody else meets the sign-in. */
import { useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Sayings } from '../ui/say.tsx';
import { sessionQuery } from './api/queries.ts';
import { FirstPassword } from './password/password-page.tsx';
import { ProblemNote } from './problem-note.tsx';
import { router } from './router.tsx';
import { SessionProvider } from './session.tsx';
import { SignIn } from './sign-in.tsx';

/** Shows the desks or the sign-in. */
export function Gate() {
  const { data: session, error, refetch } = useQuery(sessionQuery);
  if (session === undefined) {
    return error === null ? null : (
      <main style={{ maxWidth: 480, margin: '15vh auto', padding: 16 }}>
        <ProblemNote error={error} onRetry={() => void refetch()} />
      </main>
    );
  }
  if (session === null) return <SignIn />;
  if (session.mustChangePassword)
    return (
      <>
        <FirstPassword />
        <Sayings />
      </>
    );
  return (
    <SessionProvider session={session}>
      {/* Another person's screens start afresh. */}
      <RouterProvider key={session.officer.officerId} router={router} />
      <Sayings />
    </SessionProvider>
  );
}
