// Server-Sent Events, read by fetch: an EventSource keeps the id of a message without data
// to itself, by which the gateway says how far it is while nothing happens.

export interface Message {
  id: string;
  type: string;
  data: string;
}

function messageOf(block: string): Message {
  const message: Message = { id: '', type: '', data: '' };
  for (const line of block.split(/\r?\n/)) {
    const [, field, value = ''] = /^([a-z]+): ?(.*)$/.exec(line) ?? [];
    if (field === 'id') message.id = value;
    else if (field === 'event') message.type = value;
    else if (field === 'data') message.data += message.data ? `\n${value}` : value;
  }
  return message;
}

// The messages of a stream as they come, several where several come at once. When nothing
// comes for `silence` milliseconds the stream has died, and this throws.
export async function* messagesOf(body: ReadableStream<Uint8Array>, silence: number): AsyncGenerator<Message[]> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  try {
    for (;;) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const tooLong = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('the stream is silent')), silence);
      });
      const { done, value } = await Promise.race([reader.read(), tooLong]).finally(() => clearTimeout(timer));
      if (done) return;
      const blocks = (rest + value).split(/\r?\n\r?\n/);
      rest = blocks.pop()!;
      if (blocks.length > 0) yield blocks.map(messageOf);
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}
