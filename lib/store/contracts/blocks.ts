import type { Block } from '#lib/model/block.ts';

/** What the operator keeps out. */
export interface BlockStore {
  /** All blocks, expired or not, newest first. */
  listBlocks(): Promise<Block[]>;
  /** Adds a block, or changes the one with the same kind and value. */
  addBlock(block: Omit<Block, 'id'>): Promise<Block>;
  /** False when there is no such block. */
  removeBlock(blockId: number): Promise<boolean>;
}
