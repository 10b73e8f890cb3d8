@NullMarked
package io.serai.wire.chat;

import org.jspecify.annotations.NullMarked;
