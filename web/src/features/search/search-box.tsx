import { Kbd, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useRef } from 'react';
import { toSearchQuestion } from '@/features/search/search-question';
import { useTypedText } from '@/lib/use-typed-text';

/** The search field of the header. "/" leads to it from anywhere; on the search page it searches as you type. */
export const SearchBox = () => {
  const field = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const { onSearchPage, question } = useRouterState({
    select: ({ location }) => ({
      onSearchPage: location.pathname === '/search',
      question: toSearchQuestion(location.search),
    }),
    structuralSharing: true,
  });
  const mode = question.mode;
  const ask = (q: string, replace: boolean) =>
    void navigate({ to: '/search', search: toSearchQuestion({ q: q.trim(), mode }), replace });
  const typed = useTypedText(onSearchPage ? (question.q ?? '') : '', (q) => onSearchPage && ask(q, true));
  useHotkeys([['/', () => field.current?.focus()]]);
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.text.trim() !== '') ask(typed.text, onSearchPage);
      }}
    >
      <TextInput
        ref={field}
        type="search"
        aria-label="Search"
        aria-keyshortcuts="/"
        placeholder="Search by meaning or word"
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={
          typed.text === '' && (
            <Kbd aria-hidden visibleFrom="sm">
              /
            </Kbd>
          )
        }
        rightSectionPointerEvents="none"
        value={typed.text}
        onChange={(event) => typed.type(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
    </form>
  );
};
