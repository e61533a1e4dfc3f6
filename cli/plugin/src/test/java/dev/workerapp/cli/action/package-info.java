@NullMarked
package dev.workerapp.cli.action;

import org.jspecify.annotations.NullMarked;
