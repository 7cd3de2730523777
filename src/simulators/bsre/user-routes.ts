/** `GET /api/user/status/{nik}` of the esign client service v1. */

import type { FastifyInstance } from 'fastify';
import type { SignerStatus } from './options.ts';
import type { Service } from './service.ts';

const SENTENCES: Record<SignerStatus, string> = {
  ISSUE: 'Pengguna terdaftar dan memiliki sertifikat aktif',
  EXPIRED: 'Sertifikat sudah kedaluwarsa',
  RENEW: 'Sertifikat sedang dalam proses pembaruan',
  WAITING_FOR_VERIFICATION: 'Pengguna menunggu verifikasi',
  NEW: 'Pengguna baru, belum melengkapi pendaftaran',
  NO_CERTIFICATE: 'Pengguna belum memiliki sertifikat',
  SUSPEND: 'Sertifikat ditangguhkan',
  REVOKE: 'Sertifikat sudah dicabut',
};

/** Adds the route. */
export function addUserRoutes(app: FastifyInstance, service: Service): void {
  app.get<{ Params: { nik: string } }>('/api/user/status/:nik', (request) => {
    const signer = service.signers.get(request.params.nik);
    if (!signer) return { status: 'NOT_REGISTERED', message: 'Pengguna tidak terdaftar' };
    return { status: signer.status, message: SENTENCES[signer.status] };
  });
}
