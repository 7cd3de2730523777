/** `npm run sampai -- new-keys FILE`: makes the key file of an office, once. */
import { isAbsolute, resolve } from 'node:path';
import { describeUnmade, makeKeyFile } from '../key-file.ts';
import { printSentence } from '../sentence.ts';
import type { Command } from './command.ts';

export const newKeysCommand: Command = {
  name: 'new-keys',
  usage: 'new-keys BERKAS',
  summary: 'membuat berkas kunci kantor (SAMPAI_KEY_FILE)',
  run: async ([given]) => {
    if (!given) {
      console.error('Sebutkan berkas yang akan dibuat: npm run sampai -- new-keys /etc/sampai/keys.json');
      return 1;
    }
    const path = isAbsolute(given) ? given : resolve(process.env.INIT_CWD ?? '.', given);
    let isMade: boolean;
    try {
      isMade = await makeKeyFile(path);
    } catch (error) {
      const sentence = describeUnmade(path, error);
      if (sentence === undefined) throw error;
      printSentence(sentence);
      return 1;
    }
    if (!isMade) {
      console.error(`${path} sudah ada dan tidak diganti: kunci lama diperlukan untuk membuka data lama.`);
      return 1;
    }
    console.log(
      `Kunci kantor ada di ${path}. Simpan salinannya di tempat aman, terpisah dari cadangan data.`,
    );
    return 0;
  },
};
