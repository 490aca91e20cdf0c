'use client';

import { FileUp } from 'lucide-react';
import { useRef } from 'react';
import { Button } from './button.tsx';

type Props = {
  label: string;
  onFile: (file: File) => void;
  look?: 'quiet';
  className?: string;
};

/** A button that lets people choose a file. The same file can be chosen again. */
export function FileButton({ label, onFile, look, className }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
      <Button look={look} className={className} onClick={() => input.current?.click()}>
        <FileUp aria-hidden /> {label}
      </Button>
    </>
  );
}
