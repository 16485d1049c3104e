package io.github.signalbox.functional.soak;

import jakarta.json.JsonObject;
import java.util.concurrent.Flow;

/** A publisher for one subscriber, who asks for more on one thread at a time. */
public final class Drops implements Flow.Publisher<SoakRoutes.Drop>, Flow.Subscription {

    private final long number;
    private final int count;
    private final String pad;
    private Flow.Subscriber<? super SoakRoutes.Drop> subscriber;
    private int sent;
    private boolean sending;
    private boolean over;
    private long asked;

    Drops(JsonObject order) {
        number = order.getJsonNumber("number").longValue();
        count = order.getInt("count");
        pad = "x".repeat(order.getInt("size"));
    }

    @Override
    public void subscribe(Flow.Subscriber<? super SoakRoutes.Drop> subscriber) {
        this.subscriber = subscriber;
        subscriber.onSubscribe(this);
    }

    @Override
    public void request(long n) {
        synchronized (this) {
            asked += n;
            if (sending) {
                return;
            }
            sending = true;
        }
        while (mayGoOn()) {
            SoakRoutes.Drop drop = new SoakRoutes.Drop();
            drop.drop = sent++;
            drop.number = number;
            drop.pad = pad;
            subscriber.onNext(drop);
        }
        if (ends()) {
            subscriber.onComplete();
        }
    }

    @Override
    public synchronized void cancel() {
        over = true;
    }

    private synchronized boolean mayGoOn() {
        sending = asked > 0 && sent < count && !over;
        asked -= sending ? 1 : 0;
        return sending;
    }

    private synchronized boolean ends() {
        boolean ends = sent == count && !over;
        over |= ends;
        return ends;
    }
}
