/** The account library (better-auth), set up for staff: username and password, no sign-up, tables of its own. */
import { betterAuth } from 'better-auth';
import { username } from 'better-auth/plugins/username';
import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';

/** Header by which the true address of the client reaches the library; never taken from the client itself. */
export const addressHeader = 'x-sampai-client-address';

/** Passwords: at least 10 characters (NIST SP 800-63B asks for 8), at most 128, no rules about their make-up. */
export const passwordLength = { least: 10, most: 128 };

/** Usernames: 3–30 of `a-z 0-9 . _`, typed in any case. */
export const usernameRule = /^[a-z0-9._]{3,30}$/;

/** A working day: an officer signs in each morning, and a forgotten computer is signed out by the next one. */
const sessionSeconds = 12 * 60 * 60;

/** What the library needs to know. */
export interface AccountLibrarySettings {
  pool: Pool;
  /** At least 32 characters, from the office's keys: signs the cookies. Changing it signs everybody out. */
  secret: string;
  /** PUBLIC_URL, e.g. `https://sampai.example.go.id`. */
  baseUrl: string;
  /** True when PUBLIC_URL is https. */
  secureCookies: boolean;
}

/** Sets the library up. It asks the database nothing before the first call and never uses the network. */
export function openAccountLibrary(settings: AccountLibrarySettings) {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: settings.pool }) });
  return betterAuth({
    appName: 'Sampai',
    secret: settings.secret,
    baseURL: settings.baseUrl,
    basePath: '/api/accounts',
    database: { db, type: 'postgres', schemaName: 'accounts', transaction: true },
    ...tableNames,
    session: { ...tableNames.session, expiresIn: sessionSeconds, disableSessionRefresh: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
    },
    plugins: [
      username({
        minUsernameLength: 3,
        maxUsernameLength: 30,
        displayUsername: false,
        usernameValidator: (name) => usernameRule.test(name.toLowerCase()),
      }),
    ],
    // The address the page was fetched from is ours as well: offices reach the server by name and by number.
    trustedOrigins: (request) => (request ? [new URL(request.url).origin] : []),
    rateLimit: {
      enabled: true,
      storage: 'memory',
      window: 60,
      max: 120,
      // A whole office shares one address and signs in at eight o'clock; the brake per username is tighter.
      customRules: {
        '/sign-in/username': { window: 60, max: 60 },
        '/change-password': { window: 60, max: 10 },
      },
    },
    advanced: {
      cookiePrefix: 'sampai',
      useSecureCookies: settings.secureCookies,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: settings.secureCookies, path: '/' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // Said outright, because the library switches it off when it believes to be under test.
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
    // Its log lines may name people; refusals come back as answers, anything else is thrown.
    logger: { disabled: true },
    onAPIError: { throw: true },
    telemetry: { enabled: false },
  });
}

/** The library as set up here. */
export type AccountLibrary = ReturnType<typeof openAccountLibrary>;

/** The library's tables and columns under the names of `migrations/0002-accounts.sql`. */
const tableNames = {
  user: {
    modelName: 'users',
    fields: {
      name: 'display_name',
      emailVerified: 'email_verified',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  session: {
    modelName: 'sessions',
    fields: {
      userId: 'user_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  account: {
    modelName: 'credentials',
    fields: {
      userId: 'user_id',
      providerId: 'provider_id',
      accountId: 'account_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  verification: {
    modelName: 'verifications',
    fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
};
