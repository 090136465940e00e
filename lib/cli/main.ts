#!/usr/bin/env node
import { createProgram } from './program';
import { endQuietlyWhenNobodyReads, run } from './run';

endQuietlyWhenNobodyReads();
void run(createProgram(), process.argv);
