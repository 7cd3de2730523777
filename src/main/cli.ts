/** `npm run sampai -- COMMAND`: what an operator does from a terminal, one row of the table for each command. */

import type { Command } from './commands/command.ts';
import { logVerifyCommand } from './commands/log-verify.ts';
import { migrateCommand } from './commands/migrate.ts';
import { newKeysCommand } from './commands/new-keys.ts';
import { newOfficeCommand } from './commands/new-office.ts';
import { resetPasswordCommand } from './commands/reset-password.ts';
import { verifyCommand } from './commands/verify.ts';
import { webhookCommand } from './commands/webhook.ts';

/** All commands; a new one is a row here. */
const COMMANDS: Command[] = [
  migrateCommand,
  newKeysCommand,
  newOfficeCommand,
  resetPasswordCommand,
  verifyCommand,
  logVerifyCommand,
  webhookCommand,
];

/** Exit code for a command line that makes no sense, apart from the codes 0 to 2 of the commands themselves. */
const USAGE_ERROR = 64;

async function run([name, ...args]: string[]): Promise<number> {
  const command = COMMANDS.find((each) => each.name === name);
  if (command) return command.run(args);
  const lines = COMMANDS.map((each) => `  ${each.usage.padEnd(24)} ${each.summary}`);
  console.error(['Pemakaian: npm run sampai -- PERINTAH', '', ...lines].join('\n'));
  return name === undefined ? 0 : USAGE_ERROR;
}

process.exitCode = await run(process.argv.slice(2));
