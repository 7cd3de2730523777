/** What an admin does with accounts: make, find, give a new password, sign out, remove. */
import { type AccountLibrary, passwordLength, usernameRule } from './account-library.ts';
import type { Account, AccountOutcome, AccountProblem } from './accounts.ts';

/** The admin's part of `Accounts`; see there. `onChange` is called after every act that ended sessions. */
export function createAccountOffice(library: AccountLibrary, onChange: () => void) {
  return {
    createAccount: (wanted: { username: string; password: string; displayName: string }) =>
      createAccount(library, wanted),

    async setPassword(accountId: string, password: string): Promise<AccountOutcome> {
      const problem = findPasswordProblem(password);
      if (problem) return { ok: false, problem };
      const { password: hasher, internalAdapter } = await library.$context;
      const credential = await internalAdapter.findCredentialAccount(accountId);
      if (!credential) return { ok: false, problem: 'no-such-account' };
      await internalAdapter.updatePassword(accountId, await hasher.hash(password));
      await this.signOutEverywhere(accountId);
      return { ok: true, accountId };
    },

    async signOutEverywhere(accountId: string): Promise<void> {
      const { internalAdapter } = await library.$context;
      await internalAdapter.deleteUserSessions(accountId);
      onChange();
    },

    async removeAccount(accountId: string): Promise<void> {
      const { internalAdapter } = await library.$context;
      await internalAdapter.deleteUser(accountId);
      onChange();
    },

    async findAccount(username: string): Promise<Account | undefined> {
      const { adapter } = await library.$context;
      const user = await adapter.findOne<{ id: string; username: string; name: string }>({
        model: 'user',
        where: [{ field: 'username', value: username.toLowerCase() }],
      });
      return user ? { accountId: user.id, username: user.username, displayName: user.name } : undefined;
    },

    async usernamesOf(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
      if (accountIds.length === 0) return new Map();
      const { adapter } = await library.$context;
      const users = await adapter.findMany<{ id: string; username: string }>({
        model: 'user',
        where: [{ field: 'id', operator: 'in', value: [...accountIds] }],
        limit: accountIds.length,
      });
      return new Map(users.map((user) => [user.id, user.username]));
    },

    async deleteExpiredSessions(): Promise<number> {
      const { adapter } = await library.$context;
      return adapter.deleteMany({
        model: 'session',
        where: [{ field: 'expiresAt', operator: 'lt', value: new Date() }],
      });
    },
  };
}

async function createAccount(
  library: AccountLibrary,
  wanted: { username: string; password: string; displayName: string },
): Promise<AccountOutcome> {
  const username = wanted.username.toLowerCase();
  if (!usernameRule.test(username)) return { ok: false, problem: 'username-not-allowed' };
  const problem = findPasswordProblem(wanted.password);
  if (problem) return { ok: false, problem };
  const { password: hasher, adapter } = await library.$context;
  const password = await hasher.hash(wanted.password);
  const times = { createdAt: new Date(), updatedAt: new Date() };
  const email = `${username}@akun.invalid`;
  try {
    // One transaction: an account without a password could neither be used nor be made again.
    return await adapter.transaction(async (inside) => {
      const user = await inside.create<Record<string, unknown>, { id: string }>({
        model: 'user',
        data: { username, name: wanted.displayName, email, emailVerified: false, ...times },
      });
      await inside.create({
        model: 'account',
        data: { userId: user.id, providerId: 'credential', accountId: user.id, password, ...times },
      });
      return { ok: true, accountId: user.id };
    });
  } catch (error) {
    const uniqueViolation = '23505';
    if ((error as { code?: string }).code === uniqueViolation)
      return { ok: false, problem: 'username-taken' };
    throw error;
  }
}

function findPasswordProblem(password: string): AccountProblem | undefined {
  if (password.length < passwordLength.least) return 'password-too-short';
  if (password.length > passwordLength.most) return 'password-too-long';
  return undefined;
}
