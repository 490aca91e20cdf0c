'use client';

import { type ReactNode, useMemo } from 'react';
import { Wire } from '#components/ui/visible-text.tsx';
import type { HttpMessage } from '#lib/body/http-message/http-message.ts';
import { extensionOf } from '#lib/http/body-file-name.ts';
import type { Content } from './content.ts';
import { PartHeaders } from './part-headers.tsx';
import { httpMessageView as words } from './words.ts';

type Props = {
  message: HttpMessage;
  /** The content that consists of the message. */
  container: Content;
  /** Renders the body of the message. */
  show: (inside: { content: Content; head: ReactNode }) => ReactNode;
};

/** An HTTP message inside a body: its first line, its headers, and its body viewed like any other. */
export function HttpMessageView({ message, container, show }: Props) {
  const content = useMemo((): Content => {
    const { offset, length, contentType } = message;
    const name = message.isRequest ? words.requestBody : words.responseBody;
    return {
      bytes: container.bytes.subarray(offset, offset + length),
      contentType,
      name,
      fileName: container.fileName.replace(/(?:\.\w+)?$/, `-body.${extensionOf(contentType)}`),
      seq: container.seq,
      sha256: null,
      remarks: [],
      isEncoded: false,
    };
  }, [message, container]);
  return (
    <section
      aria-label={message.isRequest ? words.request : words.response}
      className="flex min-h-0 flex-1 flex-col"
    >
      <p className="px-4 pt-2 font-medium wide:px-5 [overflow-wrap:anywhere] wire">
        <Wire bytes={message.startLine} />
      </p>
      <PartHeaders headers={message.headers} />
      {show({ content, head: null })}
    </section>
  );
}
