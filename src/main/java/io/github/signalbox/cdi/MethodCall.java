package io.github.signalbox.cdi;

import io.github.signalbox.Call;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls a method with {@code @Route}, which takes the params and the call in either order, or leaves them out. */
final class MethodCall implements BeanHandler.Step {

    private final Method method;
    private final List<Boolean> isCall;

    MethodCall(Method method, List<Boolean> isCall) {
        this.method = method;
        this.isCall = isCall;
        // Beans and their methods need not be public.
        method.setAccessible(true);
    }

    @Override
    public @Nullable Object apply(Object reference, @Nullable Object params, Call call) throws Exception {
        @Nullable Object[] arguments = new Object[isCall.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = isCall.get(i) ? call : params;
        }
        try {
            return method.invoke(reference, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception exception) {
                throw exception;
            }
            throw e;
        }
    }
}
