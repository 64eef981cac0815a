package io.seiche.job;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Many from each, one after another: nothing is held but what one gave. */
public final class Flattened<A, B> implements Iterator<B> {
    private final Iterator<A> from;
    private final Function<A, List<B>> each;
    private Iterator<B> now = Collections.emptyIterator();

    /** Of what each element gives. */
    public Flattened(Iterator<A> from, Function<A, List<B>> each) {
        this.from = from;
        this.each = each;
    }

    @Override
    public boolean hasNext() {
        while (!now.hasNext() && from.hasNext()) {
            now = each.apply(from.next()).iterator();
        }
        return now.hasNext();
    }

    @Override
    public B next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return now.next();
    }
}
