/**
 * Token ids of texts seen before. A chat's next turn repeats all of its turns so far; only what is new is encoded.
 *
 * <h2>How</h2>
 * A text is cut behind added tokens ({@link io.serai.core.Tokenizer#nextBoundary}), which a chat template puts around
 * every message. Each segment between two cuts is encoded on its own, so it is cached on its own: a prefix is a row of
 * segments that many chats share, a whole text is such a row with its last segment. No prefix is stored twice.
 *
 * <h2>Traps</h2>
 * <ul>
 *   <li>A cut is a property of one text: the same words may be followed by something that makes a longer added token of
 *       the last one. Cuts are therefore asked of the tokenizer for each text, and never taken from the cache.
 *   <li>A segment counts as seen only if all its characters are equal; a hash alone could be forged.
 *   <li>At the start and at the end of a text the same words may have other ids (a space put before the first word,
 *       say): a segment is found again only at such a place as it was seen at.
 *   <li>The cache is shared by all tenants. An answer depends on the asker's own text alone, and nobody can read
 *       another's; but how long an answer takes tells whether somebody has sent that segment before. Where
 *       that is too much, give each tenant a {@link io.serai.tokens.cache.TokenCache} of its own. One tenant can also
 *       drive out what others have cached.
 *   <li>The cached texts are prompts: they stand in heap dumps until driven out.
 * </ul>
 */
@NullMarked
package io.serai.tokens.cache;

import org.jspecify.annotations.NullMarked;
