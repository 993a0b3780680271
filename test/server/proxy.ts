import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What happens to the connection when the client says something that matches. */
export interface Cut {
  readonly at: RegExp;
  /**
   * before: the server never hears it and the connection is closed; after: the server hears it, its answer is lost;
   * silent: the client is cut off and the server is not told; held: the server never hears it, and nobody is told.
   */
  readonly how: 'before' | 'after' | 'silent' | 'held';
}

export interface Proxy {
  readonly port: number;
  /** How often the connection was cut. */
  cuts(): number;
  stop(): Promise<void>;
}

/** A wire to a server that breaks once, at a stated moment; later connections go through. */
export async function startProxy(server: number, cut: Cut): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let cuts = 0;
  const proxy = createServer((client) => {
    const upstream = connect(server, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
    let isCut = false;
    client.on('data', (data) => {
      if (cuts > 0 || !cut.at.test(data.toString('latin1'))) {
        if (!isCut) upstream.write(data);
        return;
      }
      cuts += 1;
      isCut = true;
      if (cut.how === 'held') return;
      if (cut.how === 'after') {
        upstream.once('data', () => upstream.destroy());
        upstream.write(data);
      }
      client.destroy();
      if (cut.how === 'before') upstream.destroy();
    });
    client.on('close', () => {
      if (!isCut) upstream.destroy();
    });
    upstream.on('data', (data) => {
      if (!isCut) client.write(data);
    });
    upstream.on('close', () => client.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    port: (proxy.address() as AddressInfo).port,
    cuts: () => cuts,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
