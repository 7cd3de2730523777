/** `npm run sampai -- verify BERKAS.pdf`: says whether a signed PDF is whole and whom it comes from. */
import { join } from 'node:path';
import { verifyCommand as verify } from '../cli-verify.ts';
import { printSentence } from '../sentence.ts';
import { readSettings } from '../settings.ts';
import type { Command } from './command.ts';

export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify BERKAS.pdf',
  summary: 'memeriksa tanda tangan sebuah PDF (0 sah, 1 tidak, 2 tidak terbaca)',
  run: async (args) => {
    const read = readSettings(process.env);
    if (!read.ok) {
      printSentence(read.sentence);
      return 2;
    }
    const { mode, trustFolder: trustDir, dataFolder } = read.settings;
    const trainingCaFile = join(dataFolder, 'simulators', 'bsre', 'ca', 'ca.pem');
    return verify(args, { mode, trustDir, trainingCaFile });
  },
};
